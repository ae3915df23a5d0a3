-- Adds an entry.
-- include audit/parts/add.sql
values (
    -- include audit/parts/entry.sql
)
on conflict (id) do nothing
