-- Keys and indexes of the tables in Schema.sql. Run with the same search_path.

alter table moves add primary key (model, plan, position, day, code) include (change);

alter table plans      add primary key (id);
alter table projects   add primary key (id);
alter table indicators add primary key (id);
alter table findings   add primary key (id);
create index plans_by_plan       on plans (plan, ordinal);
create index projects_by_plan    on projects (plan, ordinal);
create index projects_in_order   on projects (ordinal);
create index indicators_by_plan  on indicators (plan, ordinal);
create index indicators_in_order on indicators (ordinal);
create index findings_by_plan    on findings (plan, ordinal);

alter table plan_rows                add primary key (id, effective_from, known_from);
alter table project_rows             add primary key (id, effective_from, known_from);
alter table indicator_rows           add primary key (id, effective_from, known_from);
alter table finding_rows             add primary key (id, effective_from, known_from);
alter table confirmed_project_rows   add primary key (id, effective_from, known_from);
alter table confirmed_indicator_rows add primary key (id, effective_from, known_from);
