-- Names the try that is under way: a process that did not hear whether its intent was committed finds it by this.
alter table messages add column try_id text;
