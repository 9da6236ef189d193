-- Which addresses their person has corrected, because a code did not arrive (src/request/subject-reference.ts). Null: none.
alter table requests add column corrections jsonb;
