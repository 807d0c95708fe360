// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "readonce.h"

#include <memory>

namespace sm::costs::bill {

/// The bytes of a bill, unpacked when it is gzip: that is seen by its first bytes, never by its name.
class ByteSource
{
public:
    virtual ~ByteSource() = default;
    /// \p file outlives it.
    /// \error Kind::Invalid another format than text or gzip: Parquet, ZIP
    static Result<std::unique_ptr<ByteSource>> of(ReadOnce &file);
    /// Up to \p size bytes; 0 at the end.
    /// \error Kind::Invalid the gzip data are damaged or cut off
    /// \error Kind::Storage the disk does not give them
    virtual Result<std::size_t> read(char *bytes, std::size_t size) = 0;
};

} // namespace sm::costs::bill
