output "bucket_name" {
  description = "Bucket of the package."
  value       = local.bucket_name
}

output "run_bucket_name" {
  description = "Bucket of the runs; it stays when the stack is deleted."
  value       = aws_cloudformation_stack.main.outputs["RunBucketName"]
}

output "state_machine_arn" {
  description = "State machine of the runs."
  value       = aws_cloudformation_stack.main.outputs["StateMachineArn"]
}

output "inventory_function" {
  description = "The function that starts runs."
  value       = aws_cloudformation_stack.main.outputs["InventoryFunction"]
}

output "next_steps" {
  description = "What the stack says to do next, in order."
  value = [
    for name, value in aws_cloudformation_stack.main.outputs : "${name}: ${value}" if startswith(name, "Step")
  ]
}

output "member_role_name" {
  description = "Role that keyturn assumes in each account."
  value       = var.iam_role_name
}
