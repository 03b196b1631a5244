/** What is left aside when it cannot be posted, and what ends the whole run. */
import type { Refusal } from '#kernel';

/**
 * Whether a refusal is about the lines that were to be posted (their month, their currency, their items): they are left aside
 * with the reason and tried again by the next run. What the platform refuses would be refused of every line.
 */
export const isOfTheLines = (refusal: Refusal): boolean => !refusal.code.startsWith('platform.');
