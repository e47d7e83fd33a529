"""
One question from request to outcome, as a view over the events of its run, with the rights of whoever reads it.

The laterals find each part through the index on the run, so that one record costs the same however long the chain is.
"""

from django.db import migrations

VIEW = """
CREATE VIEW audit_query_record WITH (security_invoker = true) AS
SELECT
    asked.run_id AS id,
    asked.tenant_id,
    asked.request_id,
    asked.trace_id,
    asked.actor_id AS user_id,
    asked.actor_name AS user_name,
    COALESCE(asked.data::jsonb ->> 'session_id', '') AS session_id,
    words.said ->> 'question' AS question,
    asked.data::jsonb ->> 'question_sha256' AS question_sha256,
    asked.data::jsonb -> 'context_summary' AS context_summary,
    outcome.fact ->> 'model' AS model,
    outcome.fact ->> 'prompt_sha256' AS prompt_sha256,
    outcome.said ->> 'sql' AS sql,
    outcome.fact ->> 'sql_sha256' AS sql_sha256,
    CASE WHEN jsonb_typeof(outcome.fact -> 'confidence') = 'number' THEN (outcome.fact ->> 'confidence')::double precision END AS confidence,
    outcome.fact ->> 'lane' AS lane,
    outcome.fact -> 'references' AS reference_list,
    outcome.fact -> 'lineage' AS lineage,
    outcome.fact ->> 'policy_fingerprint' AS policy_fingerprint,
    COALESCE(outcome.fact -> 'executed', 'false') = 'true' AS executed,
    CASE WHEN jsonb_typeof(outcome.fact -> 'duration_ms') = 'number' THEN (outcome.fact ->> 'duration_ms')::double precision END AS duration_ms,
    CASE WHEN jsonb_typeof(outcome.fact -> 'rows') = 'number' THEN (outcome.fact ->> 'rows')::bigint END AS row_count,
    CASE WHEN jsonb_typeof(outcome.fact -> 'bytes') = 'number' THEN (outcome.fact ->> 'bytes')::bigint END AS byte_count,
    outcome.fact ->> 'risk' AS risk,
    CASE outcome.action
        WHEN 'query.lost' THEN 'lost'
        WHEN 'query.cancelled' THEN 'cancelled'
        ELSE COALESCE(outcome.fact ->> 'status', 'open')
    END AS status,
    outcome.fact ->> 'error_code' AS error_code,
    outcome.fact ->> 'error_message' AS error_message,
    CASE WHEN jsonb_typeof(feedback.fact -> 'score') = 'number' THEN (feedback.fact ->> 'score')::integer END AS feedback_score,
    feedback.said ->> 'feedback' AS feedback_text,
    words.said ->> 'ip' AS ip,
    words.said ->> 'user_agent' AS user_agent,
    CASE WHEN jsonb_typeof(outcome.fact -> 'risk_score') = 'number' THEN (outcome.fact ->> 'risk_score')::double precision END AS risk_score,
    asked.at AS requested_at,
    outcome.at AS finished_at
FROM audit_auditevent AS asked
LEFT JOIN LATERAL (
    SELECT t.body::jsonb AS said
    FROM audit_audittext t
    WHERE t.tenant_id = asked.tenant_id AND t.event_id = asked.id
) AS words ON true
LEFT JOIN LATERAL (
    SELECT e.action, e.at, e.data::jsonb AS fact, t.body::jsonb AS said
    FROM audit_auditevent e
    LEFT JOIN audit_audittext t ON t.tenant_id = e.tenant_id AND t.event_id = e.id
    WHERE e.tenant_id = asked.tenant_id AND e.run_id = asked.run_id
      AND e.action IN ('query.finished', 'query.lost', 'query.cancelled')
    ORDER BY e.sequence DESC LIMIT 1
) AS outcome ON true
LEFT JOIN LATERAL (
    SELECT e.data::jsonb AS fact, t.body::jsonb AS said
    FROM audit_auditevent e
    LEFT JOIN audit_audittext t ON t.tenant_id = e.tenant_id AND t.event_id = e.id
    WHERE e.tenant_id = asked.tenant_id AND e.run_id = asked.run_id AND e.action = 'feedback.given'
    ORDER BY e.sequence DESC LIMIT 1
) AS feedback ON true
WHERE asked.action = 'query.requested' AND asked.run_id IS NOT NULL
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_append_only")]

    operations = [migrations.RunSQL(VIEW, "DROP VIEW IF EXISTS audit_query_record")]
