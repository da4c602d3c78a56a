# The package in its bucket: each file as SHA256SUMS has it, and in a version of its own.

locals {
  package     = var.package_path == null ? abspath("${path.module}/../../dist/asa-iam-rotation") : var.package_path
  bucket_name = var.bucket_name == null ? "keyturn-${local.primary_account_id}-${local.region}" : var.bucket_name

  sums = {
    for line in compact(split("\n", file("${local.package}/SHA256SUMS"))) : substr(line, 66, -1) => substr(line, 0, 64)
  }
  templates = toset([for path in keys(local.sums) : path if startswith(path, "CloudFormation/")])
  zips      = toset([for path in keys(local.sums) : path if startswith(path, "Lambda/")])
  mails     = toset([for path in keys(local.sums) : path if startswith(path, "template/")])

  solution = "CloudFormation/ASA-iam-key-auto-rotation"
  template_files = {
    main       = "${local.solution}-and-notifier-solution.yaml"
    members    = "${local.solution}-iam-assumed-roles.yaml"
    management = "${local.solution}-management-account.yaml"
    list_role  = "${local.solution}-list-accounts-role.yaml"
  }

  code_versions = {
    for parameter, label in {
      InventoryCodeVersion = "account-inventory"
      RotationCodeVersion  = "access-key-rotation"
      NotifierCodeVersion  = "notifier"
    } : parameter => one([for path in local.zips : aws_s3_object.package[path].version_id if startswith(path, "Lambda/${label}-")])
  }

  # A name with dots has no certificate as a host: it goes into the path.
  s3_host       = "s3.${local.region}.${local.dns_suffix}"
  bucket_url    = strcontains(local.bucket_name, ".") ? "https://${local.s3_host}/${local.bucket_name}" : "https://${local.bucket_name}.${local.s3_host}"
  main_template = aws_s3_object.package[local.template_files.main]
}

resource "aws_s3_bucket" "package" {
  count = var.create_bucket ? 1 : 0

  bucket = local.bucket_name

  lifecycle {
    # The functions' code lies here, in the versions that the stack names.
    prevent_destroy = true
  }
}

resource "aws_s3_bucket_public_access_block" "package" {
  count = var.create_bucket ? 1 : 0

  bucket                  = aws_s3_bucket.package[0].bucket
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "package" {
  count = var.create_bucket ? 1 : 0

  bucket = aws_s3_bucket.package[0].bucket

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_versioning" "package" {
  count = var.create_bucket ? 1 : 0

  bucket = aws_s3_bucket.package[0].bucket

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_policy" "package" {
  count = var.create_bucket ? 1 : 0

  bucket = aws_s3_bucket.package[0].bucket
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "KeyturnTlsOnly"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = [aws_s3_bucket.package[0].arn, "${aws_s3_bucket.package[0].arn}/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })

  depends_on = [aws_s3_bucket_public_access_block.package]
}

locals {
  # Once it keeps versions.
  ready_bucket = var.create_bucket ? aws_s3_bucket_versioning.package[0].bucket : local.bucket_name
}

resource "aws_s3_object" "package" {
  for_each = setunion(local.templates, local.zips)

  bucket = local.ready_bucket
  key    = "${var.s3_bucket_prefix}/${each.key}"
  source = "${local.package}/${each.key}"
  # What somebody else put in its place has another one, and is replaced before the stack is told of its version.
  etag               = filemd5("${local.package}/${each.key}")
  checksum_algorithm = "SHA256"

  lifecycle {
    precondition {
      condition     = filesha256("${local.package}/${each.key}") == local.sums[each.key]
      error_message = "${each.key} is not what SHA256SUMS of the package says: get the package anew."
    }
  }

  depends_on = [aws_s3_bucket_public_access_block.package, aws_s3_bucket_server_side_encryption_configuration.package]
}

resource "aws_s3_object" "mail_template" {
  for_each = local.mails

  bucket             = local.ready_bucket
  key                = "${var.s3_bucket_prefix}/${each.key}"
  source             = "${local.package}/${each.key}"
  content_type       = "text/html; charset=utf-8"
  checksum_algorithm = "SHA256"

  lifecycle {
    # A mail template of your own stays.
    ignore_changes = [source, etag, content_type, metadata, checksum_algorithm, tags, tags_all]
  }

  depends_on = [aws_s3_bucket_public_access_block.package, aws_s3_bucket_server_side_encryption_configuration.package]
}
