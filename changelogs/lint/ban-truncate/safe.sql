--liquibase formatted sql

--changeset shop:1
CREATE TABLE product (id bigint PRIMARY KEY);
INSERT INTO product VALUES (1);
TRUNCATE product;
