export const identityType = (identity: string): 'EMAIL_ADDRESS' | 'DOMAIN' =>
  identity.includes('@') ? 'EMAIL_ADDRESS' : 'DOMAIN';
