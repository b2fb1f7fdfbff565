import { expect, test } from 'vitest';
import { deviceName } from './deviceName';

test.each([
  ['Mozilla/5.0 (Linux; Android 10; V1986A Build/QP1A.190711.020; wv) AppleWebKit', 'V1986A'],
  ['Mozilla/5.0 (Linux; U; Android 11; zh-cn; Redmi Note 9) AppleWebKit', 'Redmi Note 9'],
  ['Mozilla/5.0 (Linux; Android 10; K) AppleWebKit', 'Android'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 16_5 like Mac OS X)', 'iPhone'],
  ['something else', 'Web'],
])('%s is called %s', (agent, name) => expect(deviceName(agent)).toBe(name));
