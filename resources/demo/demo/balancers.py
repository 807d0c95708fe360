# SPDX-License-Identifier: GPL-3.0-or-later
"""The load balancer before the service of the demo account; vitals.py says how it does."""
from . import releases
from .account import ACCOUNT_ID, REGION

PREFIX = "arn:aws:elasticloadbalancing:%s:%s:" % (REGION, ACCOUNT_ID)
GROUP = "targetgroup/backend/6d0ecf831eec9f09"
BALANCER = "app/energy-insights/50dc6c495c0c9188"
VPC = "vpc-0d1e2f3a4b5c6d7e8"


def fill(account):
    """Put there as they are: made by a call they would need networks, which take moto two seconds."""
    from moto.elbv2.models import FakeLoadBalancer, FakeTargetGroup, elbv2_backends

    balancers = elbv2_backends[ACCOUNT_ID][REGION]
    group = FakeTargetGroup(releases.SERVICE, ACCOUNT_ID, REGION, VPC, "HTTP", "8080", healthcheck_path="/health",
                            target_type="ip")
    group.arn = PREFIX + GROUP
    balancer = FakeLoadBalancer(
        name=releases.CLUSTER, security_groups=[], arn=PREFIX + "loadbalancer/" + BALANCER, scheme="internet-facing",
        subnets=[], vpc_id=VPC, dns_name="energy-insights-1.%s.elb.amazonaws.com" % REGION, state="active",
        loadbalancer_type="application")
    balancer.created_time = account.ago(900)
    group.load_balancer_arns = [balancer.arn]
    balancers.target_groups[group.arn], balancers.load_balancers[balancer.arn] = group, balancer
