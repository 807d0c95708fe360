// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stub_server.h"

#include <map>

namespace bench {

/// Buckets of synthetic objects: all have the same content, which is made as it is read.
class StubObjects
{
public:
    /// \p count objects of \p bytes in the bucket "source", under "data/".
    StubObjects(std::size_t count, std::uint64_t bytes);

    [[nodiscard]] StubReply answer(const StubRequest &request);

private:
    struct Object
    {
        bool hasChecksum = false;
    };
    using Bucket = std::map<std::string, Object>;

    [[nodiscard]] StubReply list(const std::string &bucket, std::string_view query) const;
    [[nodiscard]] StubReply read(const StubRequest &request, const Object &object) const;
    [[nodiscard]] StubReply copy(const StubRequest &request, const std::string &bucket, const std::string &key);
    [[nodiscard]] std::string headersOf(const Object &object) const;
    void measure();

    std::uint64_t m_bytes;
    std::map<std::string, Bucket> m_buckets;
    std::string m_etag;
    std::string m_sha256;
    std::size_t m_copies = 0;
    std::size_t m_twice = 0;
};

} // namespace bench
