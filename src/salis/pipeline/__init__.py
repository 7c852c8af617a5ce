"""The pipeline: joins the stages, from bytes to ledger and from ledger to view."""
