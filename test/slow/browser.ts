import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const CANDIDATES = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** A real browser: CHROMIUM, or the one of the system. Fails, not skips, when there is none: a check not run is no check. */
export const openBrowser = async (): Promise<Browser> => {
  const executablePath = CANDIDATES.find((path) => path !== undefined && existsSync(path));
  if (executablePath === undefined) throw new Error('no Chromium found: install one or set CHROMIUM to its path');
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
};

/** Where to leave screenshots for people to look at: SCREENSHOTS, or nowhere. */
export const screenshotPath = (name: string): string | undefined =>
  process.env.SCREENSHOTS === undefined ? undefined : `${process.env.SCREENSHOTS}/${name}.png`;
