if [ -f x ] && [[ $A == b* ]]; then echo ${A:-b} $((1 + 2)) {a,b} $'\x41\u00e9'; else ( c; d ) & fi
cat > f.json <<-"EOF"
	{ "a": $A }
	EOF
case $A in a|b) e;; *) f;; esac
f() { `id`; }
