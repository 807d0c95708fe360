// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/caller.h>
#include <aws/servicemodel.h>

namespace sm::aws {

/// \p model with each "$name" in an acceptor replaced by parameters[name]: in an argument by a JMESPath literal, as
/// an expected value by the value itself.
/// \error Kind::Invalid a parameter is not given
Result<WaiterModel> withParameters(WaiterModel model, const QJsonObject &parameters);

/// What the first acceptor that matches says about \p polled. Nothing matched: an answer means polling on, and the
/// caller judges an error. A pure function of its arguments.
/// \error Kind::Invalid an acceptor's JMESPath is wrong
Result<std::optional<Acceptor::State>> decide(const WaiterModel &model, const Result<Answer> &polled);

} // namespace sm::aws
