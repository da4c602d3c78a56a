import { measureThroughput } from './throughput.ts';

console.log(await measureThroughput(100, 100));
console.log(await measureThroughput(1000, 100));
