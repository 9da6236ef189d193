import { readFileSync, writeFileSync } from 'node:fs';
import type { Snapshot } from './snapshot';

/** The contracts of the last release. */
export interface Lock extends Snapshot {
  /** Raised with each release that breaks a contract. */
  readonly version: number;
}

export function readLock(file: string): Lock {
  return JSON.parse(readFileSync(file, 'utf8')) as Lock;
}

/** A line for each contract and for each field, so that a change of it is one line of a diff. */
export function writeLock(file: string, { version, contracts, classes }: Lock): void {
  const outlines = Object.entries(classes).map(([name, fields]) => entry(name, block(fields, 3), 2));
  const parts = [
    entry('version', String(version), 1),
    entry('contracts', block(contracts, 2), 1),
    entry('classes', `{\n${outlines.join(',\n')}\n  }`, 1),
  ];
  writeFileSync(file, `{\n${parts.join(',\n')}\n}\n`);
}

function block(values: Readonly<Record<string, unknown>>, depth: number): string {
  const lines = Object.entries(values).map(([name, value]) => entry(name, JSON.stringify(value), depth));
  return lines.length === 0 ? '{}' : `{\n${lines.join(',\n')}\n${indent(depth - 1)}}`;
}

function entry(name: string, json: string, depth: number): string {
  return `${indent(depth)}${JSON.stringify(name)}: ${json}`;
}

function indent(depth: number): string {
  return '  '.repeat(depth);
}
