// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "functionfacts.h"

#include <keeping/draftfile.h>
#include <net/transport.h>

#include <functional>

namespace sm::backups {

/// Fetches the archive of a function, some megabytes at a time, and writes it into \p file. At most 250 MB: no function
/// has more.
/// All but the values outlive the task.
/// \error Kind::BadReply another content came than \p facts say (code "AnotherOriginal"), or none (code "NoOriginal")
/// \error Kind::Invalid  (code "TooBig"); as net::Transport::send(), without the address, which is a secret
QCoro::Task<Result<void>> downloadCode(net::Transport *transport, FunctionFacts facts, DraftFile *file,
    std::function<void(const QString &)> tell, CancelToken token);

} // namespace sm::backups
