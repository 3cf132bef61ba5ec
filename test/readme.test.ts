import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';

const readme = readFileSync('README.md', 'utf8');
const commands = [...readme.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].flatMap((block) =>
  (block[1] ?? '').trim().split('\n'),
);
const scripts = Object.keys(JSON.parse(readFileSync('package.json', 'utf8')).scripts);

/** The steps of a README line that run here; installing and testing are what got us here. */
const steps = (line: string) => line.split(' && ').filter((step) => !step.startsWith('npm '));

/** What a step prints, with nothing on its standard input. */
const outputOf = async (step: string): Promise<string> => {
  const running = promisify(execFile)('sh', ['-c', step]);
  running.child.stdin?.end();
  return (await running).stdout;
};

describe('the README', () => {
  test('has the two set-up commands', () => {
    expect(commands[0]).toMatch(/^npm ci && npm run build && node dist\/cli\.js guide /);
    expect(commands[1]).toBe('npm ci && npm test');
  });

  test.each(commands.flatMap(steps))('runs: %s', async (step) => {
    expect((await outputOf(step)).length).toBeGreaterThan(100);
  });

  test('the main job prints the six sections, filled with the scenario', async () => {
    const [first = ''] = commands.flatMap(steps);
    const stdout = await outputOf(first);
    expect([...stdout.matchAll(/^##+ .*/gm)].map(([heading]) => heading)).toEqual([
      '## Event-Driven Architecture Guidance',
      '### Scenario Summary',
      '### Recommended Pattern',
      '### Implementation Approach',
      '### Key Components',
      '### Error Handling Strategy',
      '### Integration Points',
    ]);
    for (const name of ['ChargeCard', 'RefundCard', 'ReserveTicket', 'ReleaseTicket', 'BookSeat', 'shuttle']) {
      expect(stdout).toContain(name);
    }
  });

  test('names only scripts and files that exist', () => {
    for (const [, script] of readme.matchAll(/`npm run ([\w:]+)`/g)) expect(scripts).toContain(script);
    for (const [, file] of readme.matchAll(/`((?:knowledge|src|prompts)\/[\w./-]*)`/g))
      expect(existsSync(file ?? '')).toBe(true);
  });

  test('the settings that it shows are JSON', () => {
    const shown = [...readme.matchAll(/^```json\n([\s\S]*?)^```$/gm)].map((block) => JSON.parse(block[1] ?? ''));
    expect(shown).toMatchObject([
      { hooks: { UserPromptSubmit: [{ hooks: [{ command: expect.stringMatching(/ hook$/) }] }] } },
    ]);
  });

  test('mcp.json is the configuration it shows', () => {
    const { command, args } = JSON.parse(readFileSync('mcp.json', 'utf8')).mcpServers.eda;
    expect(readme).toContain(`${command} ${args.join(' ')}`);
  });
});
