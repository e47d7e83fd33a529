-- refuse: query.no_metric
-- metrics:

-- refuse: query.unknown_name
-- metrics: profit

-- refuse: query.unknown_name
-- metrics: sales
-- by: planet

-- refuse: query.asked_twice
-- metrics: sales
-- by: region, region

-- refuse: query.grain_missing
-- metrics: sales
-- by: order_date

-- refuse: query.grain_misplaced
-- metrics: sales
-- by: region:month

-- refuse: query.metric_without_time
-- metrics: customers
-- time: 2025-01-01..2025-02-01

-- refuse: query.period_reversed
-- metrics: sales
-- time: 2025-02-01..2025-01-01
