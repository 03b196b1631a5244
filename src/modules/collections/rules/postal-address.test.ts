/** How an address is written on an envelope, by whom it is sent and where it goes. */
import { describe, expect, it } from 'vitest';
import { addressLines, type PostalAddress } from './postal-address.ts';

const to = (country: string, city: string, postalCode: string | null = null): PostalAddress => ({
  ...{ lines: ['Kai 1'], city, postalCode, country },
});
const german = { country: 'DE', language: 'de' };
const french = { country: 'FR', language: 'fr' };
const american = { country: 'US', language: 'en' };

describe('R31 the address on an envelope', () => {
  it('names no country inland, nor where a land is served by the same post', () => {
    expect(addressLines(to('DE', 'Gießen', '35390'), german)).toEqual(['Kai 1', '35390 Gießen']);
    expect(addressLines(to('RE', 'Saint-Denis', '97400'), french)).toEqual(['Kai 1', '97400 Saint-Denis']);
    expect(addressLines(to('FR', 'Lyon', '69001'), { country: 'RE', language: 'fr' })).toEqual(['Kai 1', '69001 Lyon']);
    expect(addressLines(to('PR', 'San Juan', '00901'), american)).toEqual(['Kai 1', 'San Juan 00901']);
  });

  it.each([
    ['de', 'VEREINIGTE STAATEN'],
    ['en', 'UNITED STATES'],
    ['es', 'ESTADOS UNIDOS'],
    ['fr', 'ÉTATS-UNIS'],
  ])('abroad ends with town and country in capitals, in the language of the sender: %s', (language, country) => {
    expect(addressLines(to('US', 'Portland, OR', '97201'), { country: 'DE', language })).toEqual([
      ...['Kai 1', 'PORTLAND, OR 97201', country],
    ]);
  });

  it('says no more of a country than its post needs', () => {
    const last = (country: string, sender = american) => addressLines(to(country, 'X'), sender).at(-1);
    expect(last('HK')).toBe('HONG KONG');
    expect(last('HK', german)).toBe('HONGKONG');
    expect(last('MM', { country: 'ES', language: 'es' })).toBe('MYANMAR');
    expect(last('CZ', french)).toBe('TCHÉQUIE');
  });

  it('puts code and town as their country does, and leaves out what is not known', () => {
    expect(addressLines(to('GB', 'London', 'SW1A 1AA'), german)).toEqual([
      ...['Kai 1', 'LONDON', 'SW1A 1AA', 'VEREINIGTES KÖNIGREICH'],
    ]);
    expect(addressLines(to('SG', 'Singapore', '546080'), american).slice(1)).toEqual(['SINGAPORE 546080', 'SINGAPORE']);
    expect(addressLines(to('AT', 'Wien'), german)).toEqual(['Kai 1', 'WIEN', 'ÖSTERREICH']);
    expect(addressLines({ ...to('AT', ''), city: null }, german)).toEqual(['Kai 1', 'ÖSTERREICH']);
  });
});
