/** Every event that is published is told on the timeline of its customer, or it is said why not. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from '#platform';
import { publishedEvents } from '../../scripts/reference.ts';
import { changeWords } from '../../src/apps/workbench/src/pages/customers/change-words.ts';
import { changesOnTimeline, ofNoCustomer, toldByItsRow } from '../../src/modules/collections/rules/customer-events.ts';

const events = publishedEvents();

describe('R24 Every change of a customer shows on its timeline', () => {
  it('knows of each event where it is told, or why on no timeline', () => {
    const lists = [changesOnTimeline, toldByItsRow, ofNoCustomer].map((list) => new Set(Object.keys(list)));
    const told = lists.flatMap((list) => [...list]);
    expect(events.size).toBeGreaterThan(80);
    // By the names that stand in the change feed, never by how a source comes to them.
    expect([...events.keys()].filter((type) => !/^[a-z-]+\.[a-z-]*…?$/.test(type))).toEqual([]);
    expect([...events.keys()].filter((type) => !told.includes(type))).toEqual([]);
    expect(told.filter((type) => !events.has(type))).toEqual([]);
    expect(told.length).toBe(new Set(told).size);
  });

  it('says of each change whose it is, where it is published', () => {
    const { root } = readConfig();
    const silent = Object.keys(changesOnTimeline).filter((type) => {
      const files = [...(events.get(type) ?? [])];
      return files.some((file) => !/accountIds?[:,]/.test(readFileSync(join(root, file), 'utf8')));
    });
    expect(silent).toEqual([]);
  });

  it('has words for each change', () => {
    expect(Object.keys(changeWords).sort()).toEqual(Object.keys(changesOnTimeline).sort());
  });
});
