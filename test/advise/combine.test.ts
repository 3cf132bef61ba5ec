import { describe, expect, it } from 'vitest';
import { adviserOptions, combine } from '../../src/advise/index.ts';
import type { StatedFact } from '../../src/stated-fact.ts';

const fact = (source: StatedFact['source'], name: StatedFact['fact'], value: StatedFact['value']): StatedFact => ({
  fact: name,
  value,
  span: null,
  source,
});

describe('combine', () => {
  it('fills what is open and only reports where the readings differ', () => {
    const known = [fact('text', 'humanSteps', false), fact('given', 'teams', 2)];
    const advised = [fact('adviser', 'humanSteps', true), fact('adviser', 'teams', 2), fact('adviser', 'audit', true)];
    expect(combine(known, advised)).toEqual({
      facts: [...known, advised[2]],
      filled: ['audit'],
      disagreements: [{ fact: 'humanSteps', used: false, adviser: advised[0] }],
    });
  });
});

describe('adviserOptions', () => {
  it('is off without a key', () => {
    expect(adviserOptions({ OPENAI_API_KEY: '' })).toEqual({ ok: true, value: null });
  });

  it('reads every option', () => {
    const environment = {
      OPENAI_API_KEY: 'k',
      OPENAI_BASE_URL: 'http://localhost:11434/v1',
      EDA_ADVISER_MODEL: 'm',
      EDA_ADVISER_TIMEOUT_MS: '500',
      EDA_ADVISER_MAX_TOKENS: '100',
      EDA_ADVISER_RETRIES: '0',
    };
    const value = {
      apiKey: 'k',
      baseURL: 'http://localhost:11434/v1',
      model: 'm',
      timeout: 500,
      maxTokens: 100,
      retries: 0,
    };
    expect(adviserOptions(environment)).toEqual({ ok: true, value });
  });

  it.each([
    ['OPENAI_BASE_URL', 'nowhere'],
    ['EDA_ADVISER_TIMEOUT_MS', 'soon'],
    ['EDA_ADVISER_RETRIES', '99'],
  ])('names the variable %s when it cannot be used', (name, value) => {
    const result = adviserOptions({ OPENAI_API_KEY: 'k', [name]: value });
    expect(result).toMatchObject({ ok: false, errors: [{ at: name }] });
  });
});
