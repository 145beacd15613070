//! What happens outside a request.
