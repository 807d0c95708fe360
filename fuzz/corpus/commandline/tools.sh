psql -h db -U app -c 'SELECT 1' && curl -fsS -H "X: $Y" -X POST -d @- https://x | redis-cli -n 1 DEL a
PGPASSWORD=x psql postgresql://h/d
echo a | xargs -I {} aws s3 rm {}
npx cdk deploy --all >f 2>&1
