import type { LocalFile } from '../../gateway/index.ts';
import { sampleImage } from './sample-image.ts';

/** Pictures of the sample shop's products; other shops name addresses of their own. */
export function sampleFile(path: string): LocalFile | null {
  const name = /^\/sample\/images\/([^/]+)$/.exec(path)?.[1];
  const body = name === undefined ? null : sampleImage(name);
  return body === null ? null : { type: 'image/svg+xml', body };
}
