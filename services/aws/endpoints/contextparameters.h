// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

namespace sm::aws {

struct Operation;

/// What an operation and its input say about its endpoint, for EndpointParameters::more: the parameters that the
/// operation fixes, and the members of the input that the service's rules name. Lists that the rules would gather from
/// deep inside the input (operationContextParams) are left out; no rule requires one.
QJsonObject contextParameters(const Operation &operation, const QJsonObject &input);

} // namespace sm::aws
