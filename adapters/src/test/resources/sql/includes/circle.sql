-- include includes/circle.sql
select 1
