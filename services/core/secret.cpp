// SPDX-License-Identifier: GPL-3.0-or-later
#include "secret.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cstring>

namespace sm {

/// Whole pages of their own: locking and excluding from dumps work by the page.
class Secret::Bytes
{
public:
    explicit Bytes(QByteArrayView bytes)
        : m_size(bytes.size())
        , m_mapped((static_cast<size_t>(bytes.size()) / pageSize() + 1) * pageSize())
        , m_memory(static_cast<char *>(
              ::mmap(nullptr, m_mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)))
    {
        if (m_memory == MAP_FAILED)
            qFatal("no memory for a secret");
        // Beyond RLIMIT_MEMLOCK the pages stay swappable; they are still wiped and never dumped.
        ::mlock(m_memory, m_mapped);
        ::madvise(m_memory, m_mapped, MADV_DONTDUMP);
        std::memcpy(m_memory, bytes.data(), static_cast<size_t>(m_size));
    }
    ~Bytes()
    {
        ::explicit_bzero(m_memory, m_mapped);
        ::munmap(m_memory, m_mapped);
    }
    Bytes(const Bytes &) = delete;
    Bytes &operator=(const Bytes &) = delete;

    QByteArrayView view() const { return QByteArrayView(m_memory, m_size); }

private:
    static size_t pageSize() { return static_cast<size_t>(::sysconf(_SC_PAGESIZE)); }
    qsizetype m_size;
    size_t m_mapped;
    char *m_memory;
};

Secret::Secret(QByteArrayView bytes)
    : m_bytes(bytes.isEmpty() ? nullptr : std::make_shared<const Bytes>(bytes))
{
}

Secret::Secret(const QString &text)
{
    QByteArray utf8 = text.toUtf8();
    *this = Secret(QByteArrayView(utf8));
    ::explicit_bzero(utf8.data(), static_cast<size_t>(utf8.size()));
}

bool Secret::isEmpty() const { return !m_bytes; }

QByteArrayView Secret::reveal() const { return m_bytes ? m_bytes->view() : QByteArrayView(); }

bool operator==(const Secret &a, const Secret &b)
{
    const QByteArrayView left = a.reveal();
    const QByteArrayView right = b.reveal();
    unsigned char difference = left.size() == right.size() ? 0 : 1;
    for (qsizetype i = 0; i < std::min(left.size(), right.size()); ++i)
        difference |= static_cast<unsigned char>(left[i] ^ right[i]);
    return difference == 0;
}

} // namespace sm
