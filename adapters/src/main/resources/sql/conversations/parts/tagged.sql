-- Whether the conversation "c" has a tag, by its key: each character in lower case, as of Tag.key.
       exists (select from unnest(c.tags) t (tag) where lower(t.tag collate "pg_c_utf8") = :tag)
