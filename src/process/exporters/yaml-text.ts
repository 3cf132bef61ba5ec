import { stringify } from 'yaml';

/** Plain data as YAML: quoted where it must be, nothing folded, no anchors and aliases that other readers refuse. */
export const yamlText = (data: unknown): string =>
  stringify(data, { lineWidth: 0, aliasDuplicateObjects: false, version: '1.2' });
