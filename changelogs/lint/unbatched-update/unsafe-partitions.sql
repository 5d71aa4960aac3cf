--liquibase formatted sql

--changeset example:1
CREATE TABLE "Visit" (id bigint NOT NULL, "Day" date NOT NULL, note varchar(20), pages integer) PARTITION BY RANGE ("Day");
CREATE TABLE visit_2025 PARTITION OF "Visit" FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE visit_2026 PARTITION OF "Visit" FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

--changeset example:2
DELETE FROM "Visit";

--changeset example:3
UPDATE "Visit" SET note = id, pages = id / 3.0;
