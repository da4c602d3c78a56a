import { sandboxBackend } from './backends/sandbox.ts';
import { contract } from './contract.ts';

contract('the sandbox', sandboxBackend);
