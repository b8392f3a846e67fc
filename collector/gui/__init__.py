"""The guided app: widgets and texts only; every decision lies in workflow, request and policy."""
