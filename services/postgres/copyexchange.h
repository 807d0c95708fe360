// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "link.h"

#include <postgres/copy.h>

namespace sm::postgres {

/// See Connection::copyOut().
QCoro::Task<Result<CopyCount>> exchangeOut(
    std::shared_ptr<Link> link, CopyQuery query, CopySink sink, CancelToken token);

/// See Connection::copyIn().
QCoro::Task<Result<CopyCount>> exchangeIn(
    std::shared_ptr<Link> link, CopyTarget target, CopySource source, CancelToken token);

} // namespace sm::postgres
