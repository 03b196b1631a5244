/** Every list that is a shape: what its module exports of them, so that none is forgotten. */
import * as cash from '#cash/lists';
import * as collections from '#collections/lists';
import type { ListShape } from '#lists/contract';
import * as promises from '#promises/lists';

const isShape = (one: unknown): one is ListShape =>
  typeof one === 'object' && one !== null && 'path' in one && 'columns' in one;

export const listShapes: readonly ListShape[] = [collections, promises, cash].flatMap((module) =>
  Object.values<unknown>(module).filter(isShape),
);
