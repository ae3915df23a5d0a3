-- Adds a folder under the account's lock: calls of one account follow each other, and each sees the folders before. Its
-- parent is at the top. :last puts it behind all others.
-- Returns the folder, or no row when it is there, there are too many, or there is no such parent or account.
with own as materialized (
    select f.id, f.parent_id, f.position from folders f where f.user_id = :user
)
insert into folders as f (user_id, id, parent_id, name, position, system_prompt, prompt_tokens, created_at)
select :user, :id, :parent::uuid, :name,
       case when :last then least((select coalesce(max(o.position) + 1, 0) from own o), :mostPosition) else :position end,
       :systemPrompt::text, :tokens, :createdAt
 where (select count(*) from own) < :most
   and exists (select from users u where u.id = :user)
   and (:parent::uuid is null or exists (select from own o where o.id = :parent::uuid and o.parent_id is null))
    on conflict (user_id, id) do nothing
returning
-- include folders/parts/columns.sql
