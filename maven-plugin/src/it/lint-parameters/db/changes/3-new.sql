--liquibase formatted sql

--changeset shop:pom
CREATE INDEX ${from.pom} ON product (${from.file});

--changeset shop:user
CREATE INDEX ${from.user} ON product (name);

--changeset shop:options
CREATE INDEX ${from.options} ON product (name);

--changeset shop:process
CREATE INDEX ${from.process} ON product (name);

--changeset shop:vars
CREATE INDEX ${from.vars} ON ${database.defaultSchemaName}.product (${from.command}, ${from.other});

--changeset shop:small
CREATE INDEX colour_name ON colour (name);

--changeset shop:test context:test
DROP TABLE product;

--changeset shop:later labels:later
DROP TABLE product;

--changeset shop:version
ALTER TABLE product ALTER COLUMN sku SET NOT NULL;
