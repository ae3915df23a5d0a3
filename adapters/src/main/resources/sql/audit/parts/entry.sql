:auditId, :auditAt, :auditActor, :auditKey, :auditAction, :auditTarget, :auditAddress, :auditRequest, :auditOutcome
