// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/caller.h>
#include <aws/servicemodel.h>

namespace sm::aws {

/// What the first acceptor that matches says about \p polled. Nothing matched: an answer means polling on, and the
/// caller judges an error. A pure function of its arguments.
/// \error Kind::Invalid an acceptor's JMESPath is wrong
Result<std::optional<Acceptor::State>> decide(const WaiterModel &model, const Result<Answer> &polled);

} // namespace sm::aws
