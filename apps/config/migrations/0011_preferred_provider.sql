-- Which of several configs a type's name stands for: the one that was activated last, or else the oldest.
alter table providers add column preference integer;
