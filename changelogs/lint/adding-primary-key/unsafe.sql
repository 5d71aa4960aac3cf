--liquibase formatted sql

--changeset example:product
CREATE TABLE product (id bigint NOT NULL, sku varchar(40));

--changeset example:key
ALTER TABLE product ADD PRIMARY KEY (id);
