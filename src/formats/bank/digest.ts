/** What stands for a text of a bank file where it is only compared with others of a million. */
import { hash } from 'node:crypto';
import type { Digest } from '#kernel';

export const digestOf: Digest = (text) => hash('sha256', text, 'binary');
