-- What exactly the provider refused, in a word of ours (libs/contracts/src/provider-reasons.ts).
alter table attempts add column reason text;
