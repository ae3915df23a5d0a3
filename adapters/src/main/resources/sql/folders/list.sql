-- A page of a user's folders by position.
select
-- include folders/parts/columns.sql
  from folders f
 where f.user_id = :user
   and (:id::uuid is null or (f.position, f.id) > (:position::integer, :id::uuid))
 order by f.position, f.id
 limit :rows
