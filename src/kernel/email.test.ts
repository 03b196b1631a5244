/** One address by itself is one; several, a name beside it, or a line more are none. */
import { describe, expect, it } from 'vitest';
import { isEmail } from './email.ts';

describe('an e-mail address', () => {
  it.each(['anna@example.com', 'o’neil&co@example.co.uk', 'büro@müller.example', 'a.b+c@sub.example.com'])(
    'is %s',
    (text) => expect(isEmail(text)).toBe(true),
  );

  it.each([
    '',
    'anna',
    'anna@',
    '@example.com',
    'anna@example',
    'anna@example.',
    'a@b@example.com',
    'anna@example.com, ben@example.com',
    'Anna <anna@example.com>',
    'anna@example.com\r\nBcc: ben@example.com',
    'anna @example.com',
  ])('is not %j', (text) => expect(isEmail(text)).toBe(false));
});
