/** The accounts of all stories. */
export const MEMBER = '222222222222';
export const MANAGEMENT = '111111111111';
export const REGION = 'us-east-1';
/** Where no secret of these stories is. */
export const ANOTHER_REGION = 'eu-central-1';
