output "role_arn" {
  description = "What keyturn assumes in this account."
  value       = aws_iam_role.member.arn
}

output "read_policy_arn" {
  description = "Attached to a user who gets a new key, so that the user can read it, and nobody else."
  value       = aws_iam_policy.read_own_access_key.arn
}
