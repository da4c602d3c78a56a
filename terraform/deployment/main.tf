# The functions, their flow and their schedule. DryRunFlag is True until you say otherwise.

resource "aws_cloudformation_stack" "main" {
  name         = var.stack_names.main
  template_url = "${local.bucket_url}/${local.main_template.key}?versionId=${urlencode(local.main_template.version_id)}"
  parameters   = local.main_parameters
  capabilities = ["CAPABILITY_NAMED_IAM"]

  lifecycle {
    # `keyturn undeploy` takes it away in the right order, and not while a run is under way.
    prevent_destroy = true

    precondition {
      condition     = alltrue([for id in values(local.code_versions) : id != null])
      error_message = "The package in ${local.package} lacks the code of a function: get the package anew."
    }

    precondition {
      condition     = alltrue([for id in values(local.code_versions) : !contains(["", "null"], coalesce(id, "null"))])
      error_message = "The bucket ${local.bucket_name} keeps no versions yet: turn versioning on, wait a quarter of an hour, and apply again."
    }
  }

  depends_on = [
    aws_cloudformation_stack.list_role,
    aws_cloudformation_stack.management_account,
    aws_cloudformation_stack_set_instance.members,
    aws_s3_bucket_policy.package,
    aws_s3_object.mail_template,
  ]
}
