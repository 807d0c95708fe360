// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reply.h"

#include <core/error.h>

#include <QCoreApplication>

namespace sm::redis {

/// The words of a server that refuses, as an Error: the first word of its message is code().
class ReplyError
{
    Q_DECLARE_TR_FUNCTIONS(sm::redis::ReplyError)

public:
    /// \p reply is an error. A refused command has changed nothing; scripts are the exception, and their caller says
    /// so with withChanged().
    ///
    /// \error Kind::Denied     NOAUTH, WRONGPASS, NOPERM, DENIED (protected mode), READONLY (this is a replica)
    /// \error Kind::Throttled  OOM, BUSY, LOADING, TRYAGAIN, CLUSTERDOWN, MASTERDOWN, NOREPLICAS: for now
    /// \error Kind::Conflict   BUSYKEY, BUSYGROUP: it exists already
    /// \error Kind::NotFound   NOSCRIPT, NOGROUP
    /// \error Kind::Invalid    WRONGTYPE, CROSSSLOT, MOVED, ASK: not for this key, or not on this server
    /// \error Kind::Internal   all else
    static Error of(const Reply &reply);

    /// The code of \p reply alone; empty when it is no error.
    static QByteArray code(const Reply &reply);
};

} // namespace sm::redis
