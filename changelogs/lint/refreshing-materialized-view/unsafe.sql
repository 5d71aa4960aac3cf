--liquibase formatted sql

--changeset example:1
CREATE TABLE invoice (id bigint PRIMARY KEY, customer_id bigint, total numeric);

--changeset example:2
CREATE MATERIALIZED VIEW revenue AS SELECT customer_id, sum(total) AS total FROM invoice GROUP BY customer_id;

--changeset example:3
REFRESH MATERIALIZED VIEW revenue;
