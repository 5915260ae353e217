#!/usr/bin/env bash
# A Spark cluster on this machine's loopback, for trying out: a master and some workers of one core each, until interrupted.
#
#     bash scripts/cluster.sh [WORKERS]      then, elsewhere: dragoman code IN OUT --engine spark --master spark://127.0.0.1:7077
#
# Needs Java 17 and `pip install "dragoman[spark]"` for the python named by PYTHON (default: python3).
set -euo pipefail
python=$(command -v "${PYTHON:-python3}")
SPARK_HOME=$("$python" -c 'import os, pyspark; print(os.path.dirname(pyspark.__file__))')
export SPARK_HOME PYSPARK_PYTHON="$python" SPARK_LOCAL_IP=127.0.0.1
work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; wait; rm -rf "$work"' EXIT
"$SPARK_HOME/bin/spark-class" org.apache.spark.deploy.master.Master \
  --host 127.0.0.1 --port 7077 --webui-port 0 >"$work/master.log" 2>&1 &
for _ in $(seq 60); do (exec 3<>/dev/tcp/127.0.0.1/7077) 2>/dev/null && break; sleep 0.5; done
for at in $(seq "${1:-2}"); do
  "$SPARK_HOME/bin/spark-class" org.apache.spark.deploy.worker.Worker spark://127.0.0.1:7077 \
    --host 127.0.0.1 --cores 1 --memory 1g --webui-port 0 --work-dir "$work/$at" >"$work/worker-$at.log" 2>&1 &
done
echo "spark://127.0.0.1:7077 with ${1:-2} workers; end with Ctrl-C"
wait
